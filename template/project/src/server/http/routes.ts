/** The exports of the route files, by path below src/app. */
export type RouteFiles = Record<string, Record<string, unknown>>;

let bundled: RouteFiles | undefined;

/** Sets the route files for programs whose bundler has no `import.meta.glob`. */
export function setRouteFiles(files: RouteFiles): void {
  bundled = files;
}

/** All route files below src/app, own ones included: Next and Vitest find them. */
export async function routeFiles(): Promise<RouteFiles> {
  if (bundled) return bundled;
  const files = import.meta.glob<RouteFiles[string]>("/src/app/**/route.ts");
  const entries = Object.entries(files).map(
    async ([path, load]) =>
      [path.replace("/src/app/", ""), await load()] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}
