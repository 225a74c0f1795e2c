import { QueryCache, QueryClient } from "@tanstack/react-query";
import { asProblem } from "@/api/problem";
import { meKey } from "@/api/session";

/** A session that has ended shows up in any answer; the guard of the shell then asks to sign in. */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (asProblem(error).status !== 401 || query.queryKey[0] === meKey[0]) return;
        void client.invalidateQueries({ queryKey: meKey });
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 2000,
        retry: (failures, error) => {
          const { status } = asProblem(error);
          return failures < 2 && (status === 0 || status >= 500);
        },
      },
    },
  });
  return client;
}
