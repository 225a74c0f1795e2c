/** A client of the product's API; `as` gives one that speaks for whoever a token belongs to. */
export function createApi(baseUrl, token = "") {
  return {
    as: (other) => createApi(baseUrl, other),
    async call(method, path, body) {
      const answer = await fetch(baseUrl + path, {
        method,
        headers: {
          "content-type": "application/json",
          ...(token && { authorization: `Bearer ${token}` }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
      return text ? JSON.parse(text) : null;
    },
  };
}
