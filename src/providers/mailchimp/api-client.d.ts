/** The part of the SDK's per-connection client that this folder uses. Its types on DefinitelyTyped know the process-wide one only. */
declare module '@mailchimp/mailchimp_marketing/src/ApiClient.js' {
  type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>;
  type Params = Readonly<Record<string, unknown>>;
  type Call = [
    path: string,
    method: string,
    path: Params,
    query: Params,
    header: Params,
    form: Params,
    body: unknown,
  ];

  export default class ApiClient {
    basePath: string;
    setConfig(config: { apiKey?: string; accessToken?: string; server?: string }): void;
    buildUrl(path: string, pathParams: Params): string;
    normalizeParams(params: Params): Record<string, string>;
    /** Where every method of the client sends its request. */
    callApi: (...call: Call) => Promise<{ data: unknown; response: unknown }>;
    readonly root: { getRoot(options: Query): Promise<unknown> };
    readonly lists: {
      getAllLists(options: Query): Promise<unknown>;
      getList(listId: string, options: Query): Promise<unknown>;
      getListMembersInfo(listId: string, options: Query): Promise<unknown>;
      getListMember(listId: string, subscriberHash: string, options: Query): Promise<unknown>;
      getListWebhooks(listId: string): Promise<unknown>;
      createListWebhook(listId: string, body: object): Promise<unknown>;
      deleteListWebhook(listId: string, webhookId: string): Promise<unknown>;
      batchListMembers(
        listId: string,
        body: object,
        options: { skip_merge_validation?: boolean },
      ): Promise<unknown>;
    };
    readonly campaigns: {
      list(options: Query): Promise<unknown>;
      get(campaignId: string, options: Query): Promise<unknown>;
    };
  }
}
