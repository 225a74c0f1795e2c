package io.codemaster.executor.git;

/**
 * A repository's address that the policy let pass, in its normal form.
 *
 * @param scheme {@code https} or {@code http}
 * @param host lower case; an IPv6 address in brackets
 * @param port always a number, the scheme's own if none was written
 * @param path starts with {@code /} and does not end with it
 */
record GitUrl(String scheme, String host, int port, String path) {

    /** Whether an entry {@code host[:port]}, lower case, means this address; without a port it means every port. */
    boolean isOn(String hostAndPort) {
        return hostAndPort.equals(host) || hostAndPort.equals(host + ":" + port);
    }

    /** Whether this is the same server. */
    boolean sameServer(GitUrl other) {
        return scheme.equals(other.scheme) && host.equals(other.host) && port == other.port;
    }

    @Override
    public String toString() {
        boolean usual = port == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + host + (usual ? "" : ":" + port) + path;
    }
}
