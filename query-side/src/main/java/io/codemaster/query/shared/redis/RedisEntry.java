package io.codemaster.query.shared.redis;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.stream.ByteRecord;

/**
 * One entry of a stream.
 *
 * @param id as Redis writes it, {@code 17-0}
 */
public record RedisEntry(String id, Map<String, byte[]> fields) {

    /** The entry as Spring hands it over. */
    public static RedisEntry of(ByteRecord entry) {
        var fields = new HashMap<String, byte[]>();
        entry.getValue().forEach((name, value) -> fields.put(new String(name, StandardCharsets.UTF_8), value));
        return new RedisEntry(entry.getId().getValue(), fields);
    }

    /** What stands before the dash of the id. */
    public long number() {
        return Long.parseLong(id.substring(0, id.indexOf('-')));
    }

    /** The field as it is; null where there is none. */
    public byte @Nullable [] bytes(String field) {
        return fields.get(field);
    }

    /** The field as text; empty where there is none. */
    public String text(String field) {
        var bytes = fields.get(field);
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
