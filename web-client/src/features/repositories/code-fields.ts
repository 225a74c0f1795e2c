/** A refused token stands at the token, an unreachable or forbidden address at the address. */
export const CODE_FIELDS = {
  "repository.credential-rejected": "accessToken",
  "repository.unreachable": "gitUrl",
  "repository.url-not-allowed": "gitUrl",
  "repository.not-found": "gitUrl",
  "repository.empty": "gitUrl",
  "repository.branch-missing": "defaultBranch",
  "repository.already-linked": "gitUrl",
};
