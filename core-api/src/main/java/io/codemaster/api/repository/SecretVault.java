package io.codemaster.api.repository;

import java.util.Optional;

/** Keeps the secrets that open repositories, encrypted. Nothing it holds ever becomes part of an event or an answer. */
public interface SecretVault {

    /** Encrypts a repository's access token; the plain text is not kept. */
    SealedSecret seal(RepositoryId repositoryId, String token);

    /** Decrypts what {@link #seal} made for this repository. */
    String unseal(RepositoryId repositoryId, SealedSecret sealed);

    /** Keeps a repository's secret, in place of the one before. Durable when it returns. */
    void keep(RepositoryId repositoryId, SealedSecret sealed);

    /** Removes a repository's secret; nothing happens when there is none. */
    void forget(RepositoryId repositoryId);

    /** The repository's token in plain text, or empty when it has none. */
    Optional<String> reveal(RepositoryId repositoryId);
}
