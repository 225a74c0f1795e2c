package io.codemaster.app.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.springframework.context.annotation.Conditional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import io.codemaster.app.roles.OnJoined;
import io.codemaster.query.shared.SharedPositions;

/** Reads the positions that the processors of all processes keep. */
@Component
@Conditional(OnJoined.class)
class StoredPositions implements SharedPositions {

    private final JdbcTemplate jdbc;

    private final Serializer serializer;

    StoredPositions(JdbcTemplate jdbc, Serializer serializer) {
        this.jdbc = jdbc;
        this.serializer = serializer;
    }

    @Override
    public Map<String, List<TrackingToken>> byGroup() {
        var found = new HashMap<String, List<TrackingToken>>();
        jdbc.query("SELECT processor_name, token, token_type FROM processor_token", row -> {
            var token = row.getBytes("token");
            var type = row.getString("token_type");
            if (token != null && type != null) {
                TrackingToken position =
                        serializer.deserialize(new SimpleSerializedObject<>(token, byte[].class, type, null));
                found.computeIfAbsent(row.getString("processor_name"), it -> new ArrayList<>())
                        .add(position);
            }
        });
        return found;
    }
}
