const urls = new WeakMap<Request, URL>();

/** The address of a request, which is taken apart once. */
export function urlOf(request: Request): URL {
  const url = urls.get(request) ?? new URL(request.url);
  urls.set(request, url);
  return url;
}
