package io.codemaster.executor.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request.
 *
 * @param path without the query
 * @param query with its question mark, or empty
 * @param headers names in lower case, in order
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ModelRequest(String method, String path, String query, List<Map.Entry<String, String>> headers, byte[] body) {

    /** The first header of that name. */
    Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.getKey().equals(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
