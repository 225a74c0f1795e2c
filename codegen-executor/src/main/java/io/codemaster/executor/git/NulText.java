package io.codemaster.executor.git;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Git's lists of names: bytes, each ended by a NUL. */
final class NulText {

    private NulText() {}

    static List<byte[]> split(byte[] output) {
        var parts = new ArrayList<byte[]>();
        int from = 0;
        for (int i = 0; i < output.length; i++) {
            if (output[i] == 0) {
                parts.add(Arrays.copyOfRange(output, from, i));
                from = i + 1;
            }
        }
        return parts;
    }

    /** A name as text. A byte that is not part of UTF-8 becomes {@code \ooo}, octal, as git itself writes it. */
    static String path(byte[] name) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(name))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return escaped(name);
        }
    }

    private static String escaped(byte[] name) {
        var text = new ByteArrayOutputStream();
        for (int i = 0; i < name.length; ) {
            int length = sequence(name, i);
            if (length == 0) {
                text.writeBytes(String.format("\\%03o", name[i] & 0xFF).getBytes(StandardCharsets.US_ASCII));
                i++;
            } else {
                text.write(name, i, length);
                i += length;
            }
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    /** How long the valid UTF-8 sequence at this place is, 0 when there is none. */
    private static int sequence(byte[] name, int at) {
        for (int length = 1; length <= 4 && at + length <= name.length; length++) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name, at, length));
                return length;
            } catch (CharacterCodingException tryLonger) {
                // a sequence has up to four bytes
            }
        }
        return 0;
    }
}
