package io.codemaster.executor.inspection;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * Marks where text that others wrote begins and ends, by a word that nobody could have guessed.
 *
 * @param word the same around every text of a prompt
 */
record Fence(String word) {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** A fence that none of these texts holds. */
    static Fence around(List<String> texts) {
        while (true) {
            var bytes = new byte[12];
            RANDOM.nextBytes(bytes);
            var word = "boundary-" + HexFormat.of().formatHex(bytes);
            if (texts.stream().noneMatch(it -> it.contains(word))) {
                return new Fence(word);
            }
        }
    }

    String around(String name, String text) {
        return "<%s %s>\n%s\n</%s %s>\n".formatted(word, name, text.strip(), word, name);
    }
}
