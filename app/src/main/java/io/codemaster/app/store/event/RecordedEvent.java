package io.codemaster.app.store.event;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * An event as it is stored, nothing of it read or converted.
 *
 * @param globalIndex its number in the store, from 1; numbers grow, and in a database some are never given
 * @param aggregateId for an event that no aggregate applied, its own identifier
 * @param aggregateType null for an event that no aggregate applied
 * @param time as the store keeps it: ISO 8601, UTC
 * @param revision of the payload's type, or null
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
public record RecordedEvent(
        long globalIndex,
        String id,
        String aggregateId,
        long sequence,
        @Nullable String aggregateType,
        String time,
        String type,
        @Nullable String revision,
        byte[] payload,
        byte @Nullable [] metadata) {

    /** The hash before the first event's. */
    public static final String ORIGIN = "0".repeat(64);

    /**
     * The hash of this event and, by the one before, of all that came before it: SHA-256 of the previous hash's 32 bytes,
     * then identifier, aggregate, sequence, aggregate's type, time, payload's type, revision, payload and metadata. Each
     * field is its length as four bytes, big-endian, then its bytes, text in UTF-8; what is not there has the length -1;
     * the sequence is eight bytes.
     *
     * @param previous the hash of the link before, in hexadecimal digits
     */
    public String hashAfter(String previous) {
        var digest = sha256();
        digest.update(HexFormat.of().parseHex(previous));
        writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** What is hashed behind the hash before: all that the event is, in the one form that it has. */
    public byte[] canonical() {
        var bytes = new ByteArrayOutputStream(payload.length + 512);
        writeTo(bytes);
        return bytes.toByteArray();
    }

    private void writeTo(OutputStream sink) {
        try (var out = new DataOutputStream(sink)) {
            text(out, id);
            text(out, aggregateId);
            out.writeLong(sequence);
            text(out, aggregateType);
            text(out, time);
            text(out, type);
            text(out, revision);
            field(out, payload);
            field(out, metadata);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
    }

    private static void text(DataOutputStream out, @Nullable String text) throws IOException {
        field(out, text == null ? null : text.getBytes(StandardCharsets.UTF_8));
    }

    private static void field(DataOutputStream out, byte @Nullable [] field) throws IOException {
        if (field == null) {
            out.writeInt(-1);
        } else {
            out.writeInt(field.length);
            out.write(field);
        }
    }

    /** Every JDK has it. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
