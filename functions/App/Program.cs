using Microsoft.Extensions.Hosting;
using ServerlessMlops.App;
using ServerlessMlops.App.Middleware;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseRequestPipeline();
builder.Services.AddMlops(builder.Configuration);
builder.Build().Run();
