package io.codemaster.app.analytics;

import java.util.List;
import java.util.Map;

/** Lets the tests of the documents look into this package. */
public final class PublishedTypes {

    private PublishedTypes() {}

    public static Map<String, Object> asyncApi() {
        return AsyncApi.document();
    }

    public static List<Class<?>> families() {
        return EventType.FAMILIES;
    }
}
