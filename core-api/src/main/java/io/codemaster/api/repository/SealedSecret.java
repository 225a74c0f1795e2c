package io.codemaster.api.repository;

/**
 * An encrypted secret: AES-256-GCM with the repository's id as associated data, so that a ciphertext cannot be moved to
 * another repository.
 *
 * @param keyId which of the configured keys encrypted it
 * @param nonce 12 bytes in base64
 * @param ciphertext ciphertext and tag in base64
 */
public record SealedSecret(String keyId, String nonce, String ciphertext) {}
