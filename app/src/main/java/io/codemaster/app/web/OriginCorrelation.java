package io.codemaster.app.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.axonframework.messaging.Message;
import org.axonframework.messaging.correlation.CorrelationDataProvider;

import io.codemaster.api.codegen.OutputLineRecorded;

/** What a message hands on to those that it causes: who asked, in which trace, and the message itself as their cause. */
class OriginCorrelation implements CorrelationDataProvider {

    private static final List<String> HANDED_ON = List.of("actor", "accessToken", "traceId", "clientIp", "userAgent");

    @Override
    public Map<String, ?> correlationDataFor(Message<?> message) {
        if (message.getPayloadType() == OutputLineRecorded.class) {
            // Nothing follows from a line, and there are many: their metadata stays unread.
            return Map.of();
        }
        var given = message.getMetaData();
        var data = new HashMap<String, Object>();
        for (var key : HANDED_ON) {
            var value = given.get(key);
            if (value != null) {
                data.put(key, value);
            }
        }
        data.putIfAbsent("traceId", message.getIdentifier());
        data.put("correlationId", given.getOrDefault("correlationId", message.getIdentifier()));
        data.put("causationId", message.getIdentifier());
        return data;
    }
}
