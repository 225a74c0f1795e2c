import { useQuery } from "@tanstack/react-query";
import { body, http } from "./http";

/** Which call wrote each line of a file, as the run left it. */
export function useBlame(taskId: string, path: string) {
  return useQuery({
    queryKey: ["blame", taskId, path],
    queryFn: ({ signal }) =>
      body(
        http.GET("/api/v1/codegen/{id}/blame", {
          params: { path: { id: taskId }, query: { path } },
          signal,
        }),
      ),
    staleTime: 60_000,
    retry: false,
  });
}
