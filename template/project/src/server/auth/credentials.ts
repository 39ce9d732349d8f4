/** The token of `Authorization: Bearer ...`. */
export function bearerToken(headers: Headers): string | null {
  const [, token] =
    /^Bearer +(\S+)$/i.exec(headers.get("authorization") ?? "") ?? [];
  return token ?? null;
}

/** What a program sends as `X-API-Key: ...`. */
export function keyHeader(headers: Headers): string | null {
  return headers.get("x-api-key");
}

/** Whether the caller sends a token of its own accord, which no page can make a browser do. */
export function hasToken(headers: Headers): boolean {
  return keyHeader(headers) !== null || bearerToken(headers) !== null;
}

/** Whether anything says who is calling. */
export function hasCredentials(headers: Headers): boolean {
  const names = ["authorization", "cookie", "x-api-key"];
  return names.some((name) => headers.has(name));
}
