/** The `basePath` of next.config.js, which Next takes off the address of every request; "" where there is none. */
export const basePath = process.env.__NEXT_ROUTER_BASEPATH ?? "";
