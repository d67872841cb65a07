using ServerlessMlops.App;

MlopsApp.Build(args).Run();
