/** The `basePath` of next.config.js, which Next strips from request URLs; "" without one. */
export const basePath = process.env.__NEXT_ROUTER_BASEPATH ?? "";
