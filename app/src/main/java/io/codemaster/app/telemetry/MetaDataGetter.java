package io.codemaster.app.telemetry;

import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

import io.opentelemetry.context.propagation.TextMapGetter;

/** Reads the headers of a trace from a message's metadata. */
final class MetaDataGetter implements TextMapGetter<MetaData> {

    @Override
    public Iterable<String> keys(MetaData carrier) {
        return carrier.keySet();
    }

    @Override
    public @Nullable String get(@Nullable MetaData carrier, String key) {
        return carrier != null && carrier.get(key) instanceof String value ? value : null;
    }
}
