#:project generator/DistrictX.csproj
#:property RestorePackagesWithLockFile=false
// Writes the committed files of the demo study again: dotnet run examples/district-x/regenerate.cs, from the root of the repository.
CoProduction.DistrictX.DemoStudy.Write(Path.GetDirectoryName(Path.GetFullPath(AppContext.GetData("EntryPointFilePath") as string ?? "examples/district-x/regenerate.cs"))!);
