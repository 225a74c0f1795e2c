package io.codemaster.docs;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.env.Environment;

import io.codemaster.app.CodeMaster;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Keeps web-client/openapi.json, from which the client's types are made, equal to what the product publishes. */
class OpenApiTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    @TempDir
    Path data;

    @Test
    void theClientKnowsWhatTheProductPublishes() throws IOException, InterruptedException {
        new GeneratedFile(Path.of("../web-client/openapi.json")).mustEqual(pretty(published()));
    }

    private String published() throws IOException, InterruptedException {
        try (var product = new SpringApplicationBuilder(CodeMaster.class)
                .run(
                        "--codemaster.data-dir=" + data,
                        "--codemaster.server.port=0",
                        "--codemaster.demo=on",
                        "--spring.config.import=",
                        "--spring.main.banner-mode=off")) {
            var port = product.getBean(Environment.class).getRequiredProperty("local.server.port");
            var answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/openapi.json"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            Assertions.assertEquals(200, answer.statusCode(), answer.body());
            return answer.body();
        }
    }

    /** Sorted keys and no address of the machine that asked, so that the same code gives the same text. */
    private static String pretty(String published) {
        var document = JSON.readValue(published, Object.class);
        if (document instanceof java.util.Map<?, ?> fields) {
            fields.remove("servers");
        }
        return JSON.writeValueAsString(document) + "\n";
    }
}
