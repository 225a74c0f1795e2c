package io.codemaster.executor.claude.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.json.JsonMapper;

class RedactorTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Redactor redactor = new Redactor(List.of("pa\"ss\\w0rd/ü", "hunter2hunter2", "123456789"));

    @ParameterizedTest
    @CsvSource({
        "ghp_abcdefghijklmnopqrstuvwxyz0123456789, github-token",
        "github_pat_11ABCDEFG0abcdefghijklmn_opqrstuvwxyz, github-token",
        "glpat-abcdefghij0123456789, gitlab-token",
        "AKIAIOSFODNN7EXAMPLE, aws-key-id",
        "sk-ant-api03-abcdefghijklmnopqrst, anthropic-key",
        "sk-proj-abcdefghij0123456789abcd, openai-key",
        "xoxb-123456789012-abcdefghij, slack-token",
        "AIzaSyA0123456789abcdefghijklmnopqrstuv, google-key",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl, jwt"
    })
    void wellKnownTokensAreTakenOut(String token, String kind) {
        assertThat(redactor.redact("a " + token + " b")).isEqualTo("a [REDACTED:" + kind + "] b");
        assertThat(redactor.redact("{\"t\":\"line\\n" + token + "\\nnext\"}"))
                .isEqualTo("{\"t\":\"line\\n[REDACTED:" + kind + "]\\nnext\"}");
        assertThat(redactor.redact("{\"t\":\"{\\\"k\\\":\\\"" + token + "\\\"}\"}"))
                .isEqualTo("{\"t\":\"{\\\"k\\\":\\\"[REDACTED:" + kind + "]\\\"}\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Authorization: Bearer abcdef0123456789abcdef | Authorization: Bearer [REDACTED:bearer-token]",
                "Authorization: Basic dXNlcjpwYXNzd29yZA== | Authorization: Basic [REDACTED:basic-credential]",
                "git clone https://me:s3cret@host/x.git | git clone https://[REDACTED:url-userinfo]@host/x.git",
                "AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY | AWS_SECRET_ACCESS_KEY=[REDACTED:aws-secret-key]"
            })
    void credentialsInTheirPlacesAreTakenOut(String text, String expected) {
        assertThat(redactor.redact(text)).isEqualTo(expected);
    }

    @Test
    void privateKeysAreTakenOut() {
        String key = "-----BEGIN RSA PRIVATE KEY-----\\nMIIEpAIBAAKCAQEA\\nabc+/=\\n-----END RSA PRIVATE KEY-----";

        assertThat(redactor.redact("{\"t\":\"" + key + "\\n\"}")).isEqualTo("{\"t\":\"[REDACTED:private-key]\\n\"}");
        assertThat(redactor.redact("{\"t\":\"{\\\"k\\\":\\\"-----BEGIN PRIVATE KEY-----\\\\nMIIEpA\\\"}\"}"))
                .isEqualTo("{\"t\":\"{\\\"k\\\":\\\"[REDACTED:private-key]\\\"}\"}");
    }

    @Test
    void knownSecretsAreTakenOutInEveryForm() {
        String secret = "pa\"ss\\w0rd/ü";
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        String inJson = JSON.writeValueAsString(java.util.Map.of("a", secret, "b", JSON.writeValueAsString(secret)));

        assertThat(redactor.redact("x" + secret + "y")).isEqualTo("x[REDACTED:secret]y");
        assertThat(redactor.redact(inJson)).doesNotContain("w0rd").satisfies(JSON::readTree);
        assertThat(redactor.redact("pa%22ss%5Cw0rd%2F%C3%BC")).isEqualTo("[REDACTED:secret]");
        for (int shift = 0; shift < 3; shift++) {
            byte[] around = ("xyz".substring(0, shift) + secret + "tail").getBytes(StandardCharsets.UTF_8);
            assertThat(redactor.redact(Base64.getEncoder().encodeToString(around)))
                    .contains("[REDACTED:secret]");
        }
        assertThat(redactor.redact(Base64.getUrlEncoder().encodeToString(bytes)))
                .contains("[REDACTED:secret]");
    }

    @Test
    void jsonStaysJson() {
        String line = "{\"a\":1234567890,\"b\":[\"n123456789\",-123456789.5e3],\"c\":\"\\u0041\\n123456789\\\\\"}";

        String redacted = redactor.redact(line);

        assertThat(redacted).doesNotContain("123456789");
        assertThat(JSON.readTree(redacted).path("b").size()).isEqualTo(2);
    }

    @Test
    void linesThatAreNoTextAreFreedToo() {
        byte[] line = "\u00FF\u00FE hunter2hunter2 \u00FF".getBytes(StandardCharsets.ISO_8859_1);

        Redacted redacted = redactor.redact(line);

        assertThat(new String(redacted.bytes(), StandardCharsets.ISO_8859_1))
                .isEqualTo("\u00FF\u00FE [REDACTED:secret] \u00FF");
        assertThat(redacted.count()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a task-management-system-with-a-long-name and a risk-assessment-of-the-year-2024",
                "basic understanding of bearer responsibilities",
                "https://example.org/a?b=c@d ssh://git@host/x",
                "eyJ is how tokens begin; AKIA too",
                "commit 3f786850e387550fdab836ed7e6dc881de23001b"
            })
    void ordinaryWordsStay(String text) {
        assertThat(redactor.redact(text)).isEqualTo(text);
        assertThat(redactor.redact("{\"t\":\"" + text + "\"}")).isEqualTo("{\"t\":\"" + text + "\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eyJ",
                "sk-",
                "AKIA",
                "ghp_",
                "://",
                "bearer ",
                "basic aaaa ",
                "secretaccesskey=",
                "-----BEGIN ",
                "\\",
                "hunter2"
            })
    void theTimeIsLinear(String part) {
        String text = "{\"t\":\"" + part.repeat(1_000_000 / part.length());

        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> redactor.redact(text));
    }
}
