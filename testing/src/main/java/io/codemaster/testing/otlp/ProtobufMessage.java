package io.codemaster.testing.otlp;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fields of a message in protobuf's wire format, by their numbers. */
final class ProtobufMessage {

    private static final int VARINT = 0;

    private static final int FIXED_64 = 1;

    private static final int BYTES = 2;

    private static final int FIXED_32 = 5;

    private static final int LONGEST_VARINT = 70;

    private final Map<Integer, List<byte[]>> bytes = new HashMap<>();

    private final Map<Integer, Long> numbers = new HashMap<>();

    /** @throws IllegalArgumentException where the bytes are no message */
    ProtobufMessage(byte[] message) {
        var from = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        try {
            while (from.hasRemaining()) {
                var key = varint(from);
                read(from, (int) (key >>> 3), (int) (key & 7));
            }
        } catch (BufferUnderflowException cut) {
            throw new IllegalArgumentException("a message ends in the middle of a field", cut);
        }
    }

    private void read(ByteBuffer from, int field, int kind) {
        switch (kind) {
            case VARINT -> numbers.put(field, varint(from));
            case FIXED_64 -> numbers.put(field, from.getLong());
            case FIXED_32 -> numbers.put(field, (long) from.getInt());
            case BYTES -> {
                var length = varint(from);
                if (length < 0 || length > from.remaining()) {
                    throw new IllegalArgumentException("field " + field + " is longer than its message");
                }
                var value = new byte[(int) length];
                from.get(value);
                bytes.computeIfAbsent(field, it -> new ArrayList<>()).add(value);
            }
            default -> throw new IllegalArgumentException("field " + field + " is of the unknown kind " + kind);
        }
    }

    private static long varint(ByteBuffer from) {
        long value = 0;
        for (int shift = 0; shift < LONGEST_VARINT; shift += 7) {
            var next = from.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number has no end");
    }

    boolean has(int field) {
        return bytes.containsKey(field) || numbers.containsKey(field);
    }

    /** The messages that are repeated in this field. */
    List<ProtobufMessage> messages(int field) {
        return bytes.getOrDefault(field, List.of()).stream()
                .map(ProtobufMessage::new)
                .toList();
    }

    /** The field's last value; no bytes where it is not there. */
    byte[] bytes(int field) {
        var all = bytes.getOrDefault(field, List.of());
        return all.isEmpty() ? new byte[0] : all.get(all.size() - 1).clone();
    }

    String text(int field) {
        return new String(bytes(field), StandardCharsets.UTF_8);
    }

    /** Zero where it is not there. */
    long number(int field) {
        return numbers.getOrDefault(field, 0L);
    }

    @Override
    public String toString() {
        return "fields " + numbers.keySet() + " " + bytes.keySet();
    }
}
