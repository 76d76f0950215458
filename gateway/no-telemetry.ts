// The gateway library reports its use to its vendor unless this is set before it is constructed. Nothing about an
// association's traffic leaves its machine, so it is set here, in code, and imported before the library.
process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
