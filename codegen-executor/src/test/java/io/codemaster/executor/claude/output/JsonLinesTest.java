package io.codemaster.executor.claude.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesTest {

    private final JsonLines json = new JsonLines();

    @ParameterizedTest
    @ValueSource(strings = {"{}", " {\"a\":[1,{\"b\":null}]} ", "{\"a\":\"\\ud83d\\u0000\"}"})
    void anObjectIsAnObject(String text) {
        assertThat(json.object(text)).isPresent();
        assertThat(json.preview(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "1",
                "null",
                "{} {}",
                "{}x",
                "{\"a\":1,}",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":\"\u0001\"}",
                "{\"a\"",
                "\uFEFF{}",
                "{\"a\":NaN}",
                "{}//"
            })
    void anythingElseIsNone(String text) {
        assertThat(json.object(text)).isEmpty();
        assertThat(json.preview(text)).isEmpty();
    }

    @Test
    void aPreviewKeepsTheShapeAndCutsStrings() {
        String text = "{\"type\":\"user\",\"n\":1.50,\"long\":\"" + "é".repeat(300_000) + "\",\"pair\":\""
                + "😀".repeat(2000) + "\",\"end\":true}";

        String preview = json.preview(text).orElseThrow();

        assertThat(preview)
                .hasSizeLessThan(16_000)
                .startsWith("{\"type\":\"user\"")
                .endsWith("\"end\":true}");
        assertThat(json.object(preview)).isPresent();
    }

    @Test
    void aPreviewOfManySmallThingsIsSmallToo() {
        String text = "{\"list\":[" + "{\"a\":[1,2,3],\"b\":\"words\"},".repeat(100_000) + "1],\"type\":\"user\"}";

        String preview = json.preview(text).orElseThrow();

        assertThat(preview).hasSizeLessThan(256 * 1024).endsWith("\"type\":\"user\"}");
    }
}
