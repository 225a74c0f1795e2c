import { asArray, asNumber, asObject, asString } from "@/lib/json";

export interface FieldError {
  field: string;
  message: string;
}

/** A refusal of the server (RFC 9457), or the fact that it could not be reached (status 0). */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";

  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string | null,
    readonly fieldErrors: readonly FieldError[],
    readonly traceId: string | null,
    /** Seconds after which it may be tried again. */
    readonly retryAfter: number | null = null,
  ) {
    super(detail ?? code);
  }
}

export function toProblem(
  status: number,
  body: unknown,
  retryAfter: string | null = null,
): ApiProblem {
  const problem = asObject(body);
  const fieldErrors = asArray(problem.errors).flatMap((entry) => {
    const { field, message } = asObject(entry);
    return typeof field === "string" && typeof message === "string" ? [{ field, message }] : [];
  });
  return new ApiProblem(
    asNumber(problem.status) ?? status,
    asString(problem.code) ?? `http.${status}`,
    asString(problem.detail) ?? asString(problem.title),
    fieldErrors,
    asString(problem.traceId),
    retryAfter && /^\d+$/.test(retryAfter) ? Number(retryAfter) : null,
  );
}

export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  return new ApiProblem(0, "network.unreachable", null, [], null);
}
