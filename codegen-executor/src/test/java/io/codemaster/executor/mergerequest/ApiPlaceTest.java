package io.codemaster.executor.mergerequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import io.codemaster.executor.shared.RepositoryServers.Place;

class ApiPlaceTest {

    private static final PlatformProperties USUAL = PlatformWorld.properties();

    private static Place place(String host, int port, String path) {
        return new Place("https", host, port, path);
    }

    @Test
    void gitLabIsAtItsRootOrBelowAPath() {
        assertThat(ApiPlace.ofGitLab(place("gitlab.com", 443, "/team/shop.git"), USUAL))
                .containsExactly(new ApiPlace("https://gitlab.com", "team/shop"));
        assertThat(ApiPlace.ofGitLab(place("git.example.com", 8443, "/git/team/sub/shop.git"), USUAL))
                .containsExactly(
                        new ApiPlace("https://git.example.com:8443", "git/team/sub/shop"),
                        new ApiPlace("https://git.example.com:8443/git", "team/sub/shop"));
    }

    @Test
    void gitHubHasAnInterfaceOfItsOwnAndOneOnOwnServers() {
        assertThat(ApiPlace.ofGitHub(place("github.com", 443, "/team/shop.git"), USUAL))
                .isEqualTo(new ApiPlace("https://api.github.com", "team/shop"));
        assertThat(ApiPlace.ofGitHub(place("ghe.example.com", 8443, "/team/shop"), USUAL))
                .isEqualTo(new ApiPlace("https://ghe.example.com:8443/api/v3", "team/shop"));
        assertThat(ApiPlace.ofGitHub(place("ghe.example.com", 443, "/git/team/shop.git"), USUAL))
                .isEqualTo(new ApiPlace("https://ghe.example.com/git/api/v3", "team/shop"));
    }

    @Test
    void whatIsConfiguredComesFirst() {
        var configured = PlatformWorld.properties(
                "git.example.com=https://git.example.com/gitlab/api/v4/",
                "ghe.example.com:8443=https://api.example.com");
        assertThat(ApiPlace.ofGitLab(place("git.example.com", 443, "/gitlab/team/shop.git"), configured))
                .containsExactly(new ApiPlace("https://git.example.com/gitlab", "team/shop"));
        assertThat(ApiPlace.ofGitHub(place("ghe.example.com", 8443, "/team/shop.git"), configured))
                .isEqualTo(new ApiPlace("https://api.example.com", "team/shop"));
    }

    @Test
    void aSettingThatMakesNoSenseNamesItsKey() {
        for (var wrong : new String[] {"git.example.com", "git.example.com=ftp://x", "a=https://u@b", "=https://b"}) {
            assertThatThrownBy(() -> PlatformWorld.properties(wrong)).hasMessageContaining("codemaster.git.api-urls");
        }
    }
}
