using Microsoft.Extensions.Hosting;
using ServerlessMlops.App;

MlopsApp.Build(args).Run();
