package io.codemaster.executor.model;

import java.nio.charset.StandardCharsets;

/**
 * Reads token counts out of an answer that has been passed on already. Looks for the bare words only; inside a text they
 * would stand with escaped quotes.
 */
final class TokenCount {

    private static final byte[] INPUT = "\"input_tokens\":".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] OUTPUT = "\"output_tokens\":".getBytes(StandardCharsets.US_ASCII);

    private final Field input = new Field(INPUT);

    private final Field output = new Field(OUTPUT);

    void read(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            input.read(bytes[i]);
            output.read(bytes[i]);
        }
    }

    /** The last count of input tokens that was named. */
    long input() {
        return input.value();
    }

    /** The last count of output tokens that was named. */
    long output() {
        return output.value();
    }

    private static final class Field {

        private static final long MAX = 1L << 48;

        private final byte[] name;

        private int matched;

        private long last;

        private long current = -1;

        Field(byte[] name) {
            this.name = name;
        }

        void read(byte b) {
            if (matched == name.length) {
                boolean digit = b >= '0' && b <= '9';
                if (digit && current < MAX) {
                    current = Math.max(current, 0) * 10 + (b - '0');
                    return;
                }
                if (b == ' ' && current < 0) {
                    return;
                }
                last = current < 0 ? last : current;
                current = -1;
                matched = 0;
            }
            if (b == name[matched]) {
                matched++;
            } else {
                matched = b == name[0] ? 1 : 0;
            }
        }

        long value() {
            return current < 0 ? last : current;
        }
    }
}
