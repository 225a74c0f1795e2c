// Exit code 0 where the product on this machine is ready: takes requests, reaches its database.
const port = process.env.CODEMASTER_SERVER_PORT || "8080";
try {
  const answer = await fetch(`http://127.0.0.1:${port}/actuator/health/readiness`, { signal: AbortSignal.timeout(4000) });
  console.log(answer.status, await answer.text());
  process.exitCode = answer.ok ? 0 : 1;
} catch (cause) {
  console.log(cause.cause?.message ?? cause.message);
  process.exitCode = 1;
}
