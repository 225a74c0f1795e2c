import { useState } from "react";
import { readWholeEvent } from "@/api/codegen";
import { type ApiProblem, asProblem } from "@/api/problem";
import { asObject, type Json } from "@/lib/json";

interface WholeEvent {
  data: Json | null;
  loading: boolean;
  problem: ApiProblem | null;
  load: () => void;
}

/** An event whose line is too long for a page of events, fetched on demand and forgotten with the next one. */
export function useWholeEvent(taskId: string, sequence: number): WholeEvent {
  const [found, setFound] = useState<{ sequence: number; data: Json } | null>(null);
  const [loading, setLoading] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const load = () => {
    setLoading(true);
    setProblem(null);
    readWholeEvent(taskId, sequence)
      .then(({ data }) => setFound({ sequence, data: asObject(data) }))
      .catch((cause: unknown) => setProblem(asProblem(cause)))
      .finally(() => setLoading(false));
  };
  return { data: found?.sequence === sequence ? found.data : null, loading, problem, load };
}
