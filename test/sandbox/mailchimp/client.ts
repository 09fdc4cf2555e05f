import ApiClient from '@mailchimp/mailchimp_marketing/src/ApiClient.js';

/** The official SDK, with a transport of its own, pointed at a sandbox. */
export function mailchimpClient({ url, apiKey }: { url: string; apiKey: string }): ApiClient {
  const client = new ApiClient();
  client.basePath = `${url}/3.0`;
  // Without `server`: the SDK would put it in place of the first "server" in a URL.
  client.setConfig({ apiKey });
  return client;
}
