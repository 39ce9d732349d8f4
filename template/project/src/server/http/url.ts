import { AppError } from "~/server/errors";

/** The `basePath` of next.config.js, which Next strips from request URLs; "" without one. */
export const basePath = process.env.__NEXT_ROUTER_BASEPATH ?? "";

const urls = new WeakMap<Request, URL>();

/** The parsed URL of a request, cached. */
export function urlOf(request: Request): URL {
  const url = urls.get(request) ?? new URL(request.url);
  urls.set(request, url);
  return url;
}

/** The decoded segments of a path, as the router compares them. Throws if they are not UTF-8. */
export function pathOf(request: Request): string[] {
  const parts = urlOf(request).pathname.split("/").filter(Boolean);
  try {
    return parts.map(decodeURIComponent);
  } catch (cause) {
    throw new AppError("malformed", "The path is not UTF-8.", [], { cause });
  }
}

/** The path in canonical encoding. */
export function canonicalPath(request: Request): string {
  return pathOf(request)
    .map((part) => `/${encodeURIComponent(part)}`)
    .join("");
}
