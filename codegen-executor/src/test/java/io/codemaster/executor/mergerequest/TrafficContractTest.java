package io.codemaster.executor.mergerequest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.codemaster.testing.platform.TestingPlatform.Exchange;

/** The contract has been seen to fail. */
class TrafficContractTest {

    private static final Map<String, List<String>> JSON = Map.of("Content-Type", List.of("application/json"));

    private static Exchange exchange(String method, String path, String body, int status, String answer) {
        return new Exchange(method, path, "", JSON, body, status, JSON, answer);
    }

    @Test
    void aRequestThatGitHubDoesNotKnowIsSeen() {
        var github = TrafficContract.ofGitHub();
        assertThat(github.violations(exchange("POST", "/api/v3/repos/a/b/pulls", "{\"title\":\"x\"}", 403, "{}")))
                .isNotEmpty();
        assertThat(github.violations(exchange("GET", "/api/v3/repos/a/b/merges", "", 404, "{}")))
                .isNotEmpty();
    }

    @Test
    void anAnswerThatGitHubWouldNotGiveIsSeen() {
        assertThat(TrafficContract.ofGitHub()
                        .violations(exchange("GET", "/api/v3/repos/a/b/pulls/1", "", 200, "{\"number\":1}")))
                .isNotEmpty();
    }

    @Test
    void aRequestThatGitLabDoesNotKnowIsSeen() {
        var form = Map.of("Content-Type", List.of("application/x-www-form-urlencoded"), "PRIVATE-TOKEN", List.of("t"));
        assertThat(TrafficContract.ofGitLab()
                        .violations(new Exchange(
                                "POST", "/api/v4/projects/a%2Fb/merge_requests", "", form, "title=x", 400, JSON, "{}")))
                .isNotEmpty();
    }
}
