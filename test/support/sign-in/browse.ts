/** As much of a browser as a redirect needs: cookies by origin, and one step after the other. */
export interface Browsing {
  /** Follows redirects until something else comes, or until one leads to `until`. */
  go: (address: string, until?: (url: URL) => boolean) => Promise<{ url: URL; status: number }>;
  forgetCookies: () => void;
}

const mostSteps = 20;

export function openBrowsing(): Browsing {
  const jars = new Map<string, Map<string, string>>();
  return {
    async go(address, until = () => false) {
      let url = new URL(address);
      for (let step = 0; step < mostSteps; step += 1) {
        const jar = jars.get(url.origin) ?? new Map<string, string>();
        jars.set(url.origin, jar);
        const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
        const response = await fetch(url, { redirect: 'manual', headers: cookie === '' ? {} : { cookie } });
        await response.body?.cancel();
        for (const line of response.headers.getSetCookie()) {
          const [pair = ''] = line.split(';');
          const at = pair.indexOf('=');
          if (/max-age=0|expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(pair.slice(0, at));
          else jar.set(pair.slice(0, at), pair.slice(at + 1));
        }
        const location = response.headers.get('location');
        if (location === null) return { url, status: response.status };
        url = new URL(location, url);
        if (until(url)) return { url, status: response.status };
      }
      throw new Error(`more than ${mostSteps} redirects, the last to ${url.href}`);
    },
    forgetCookies: () => jars.clear(),
  };
}
