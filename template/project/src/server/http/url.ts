import { AppError } from "~/server/errors";

const urls = new WeakMap<Request, URL>();

/** The address of a request, which is taken apart once. */
export function urlOf(request: Request): URL {
  const url = urls.get(request) ?? new URL(request.url);
  urls.set(request, url);
  return url;
}

/** The parts of a path as the router compares them, and so as everybody reads them. Throws where they are not UTF-8. */
export function pathOf(request: Request): string[] {
  const parts = urlOf(request).pathname.split("/").filter(Boolean);
  try {
    return parts.map(decodeURIComponent);
  } catch (cause) {
    throw new AppError("malformed", "The path is not UTF-8.", [], { cause });
  }
}

/** The path as it is written in addresses, however the caller wrote it. */
export function canonicalPath(request: Request): string {
  return pathOf(request)
    .map((part) => `/${encodeURIComponent(part)}`)
    .join("");
}
