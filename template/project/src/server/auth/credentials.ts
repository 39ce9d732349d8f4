/** The token of `Authorization: Bearer ...`. */
export function bearerToken(headers: Headers): string | null {
  const [, token] =
    /^Bearer +(\S+)$/i.exec(headers.get("authorization") ?? "") ?? [];
  return token ?? null;
}

/** The API key of `X-API-Key: ...`. */
export function keyHeader(headers: Headers): string | null {
  return headers.get("x-api-key");
}

/** Whether the request has a token, which a page cannot make a browser send. */
export function hasToken(headers: Headers): boolean {
  return keyHeader(headers) !== null || bearerToken(headers) !== null;
}

/** Whether the request has credentials. */
export function hasCredentials(headers: Headers): boolean {
  const names = ["authorization", "cookie", "x-api-key"];
  return names.some((name) => headers.has(name));
}
