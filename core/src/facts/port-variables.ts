/** Variables of a program's own port: `PORT`, `HTTP_PORT`, `LISTEN_PORT`, `KC_HTTP_PORT`, and what frameworks call it. */
export const OWN_PORT_KEY =
  /^(?:(?:server|app|web|web_?ui|ui|service|grpc|rest|node|flask_run|uvicorn|gunicorn|puma|nitro|nuxt|next|vite|rails)_)?ports?$|^(?:\w+_)?(?:listen(?:ing)?|bind|https?|server)_?ports?$/i;

/** Variables of the address a program binds: `LISTEN_ADDR`, `BIND`, `HTTP_ADDR`, `ASPNETCORE_URLS`. */
export const OWN_ADDRESS_KEY =
  /(?:^|_)(?:listen(?:er|ing)?|bind)(?:_?(?:addr|address|host|ip|on|to|interface|url))?$|^(?:(?:https?|server|web|grpc|app|uvicorn|flask_run|nitro|nuxt)_)?(?:addr|address|host|ip)$|^(?:hostname|aspnetcore_urls)$/i;

/**
 * Returns the names, in lower case, of variables that name the machine whose port a variable of this name says: `DB_PORT` →
 * `db_host` and its like. Empty for variables of no port.
 */
export function peerKeys(key: string): readonly string[] {
  const lead = /^(.*?)ports?$/i.exec(key)?.[1];
  if (lead === undefined) return [];
  return ['host', 'hostname', 'addr', 'address', 'server'].map((word) => `${lead}${word}`.toLowerCase());
}
