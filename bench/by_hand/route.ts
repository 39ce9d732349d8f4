import { get, list } from "~/by-hand";

export async function GET(request: Request) {
  const id = new URL(request.url).searchParams.get("id");
  const found = id
    ? await get(request.headers, id)
    : await list(request.headers);
  if (!found) return new Response(null, { status: 404 });
  return Response.json(found);
}
