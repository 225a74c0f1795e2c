package io.codemaster.executor.git;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.repository.SealedSecret;
import io.codemaster.api.repository.SecretVault;

final class InMemorySecretVault implements SecretVault {

    private final Map<RepositoryId, String> kept = new ConcurrentHashMap<>();

    @Override
    public SealedSecret seal(RepositoryId repositoryId, String token) {
        return new SealedSecret(
                "k1", "bm9uY2U=", new StringBuilder(token).reverse().toString());
    }

    @Override
    public String unseal(RepositoryId repositoryId, SealedSecret sealed) {
        return new StringBuilder(sealed.ciphertext()).reverse().toString();
    }

    @Override
    public void keep(RepositoryId repositoryId, SealedSecret sealed) {
        kept.put(repositoryId, unseal(repositoryId, sealed));
    }

    @Override
    public Optional<String> reveal(RepositoryId repositoryId) {
        return Optional.ofNullable(kept.get(repositoryId));
    }

    @Override
    public void forget(RepositoryId repositoryId) {
        kept.remove(repositoryId);
    }

    void hold(RepositoryId repositoryId, String token) {
        keep(repositoryId, seal(repositoryId, token));
    }
}
