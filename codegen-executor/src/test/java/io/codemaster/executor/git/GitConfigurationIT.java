package io.codemaster.executor.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.unit.DataSize;

import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.SecretVault;
import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.InMemoryArtifacts;
import io.codemaster.executor.shared.WorkDirectory;
import io.codemaster.executor.shared.Workspaces;

class GitConfigurationIT {

    @TempDir
    private Path directory;

    @Test
    void whatIsNotConfiguredHasADefault() {
        try (var context = context(Map.of())) {
            assertThat(context.getBean(Workspaces.class)).isInstanceOf(GitWorkspaces.class);
            assertThat(context.getBean(RunDirectories.class)).isNotNull();
            var git = context.getBean(GitProperties.class);
            assertThat(git.allowedHosts()).isEmpty();
            assertThat(git.insecureHosts()).isEmpty();
            assertThat(git.networkTimeout()).isEqualTo(Duration.ofSeconds(60));
            assertThat(git.cloneTimeout()).isEqualTo(Duration.ofMinutes(5));
            var settings = context.getBean(WorkspaceProperties.class);
            assertThat(settings.branchPattern()).isEqualTo("feature/req-{key}");
            assertThat(settings.keepWorkspaces()).isEqualTo(Duration.ofHours(24));
            assertThat(settings.maxDisk()).isEqualTo(DataSize.ofGigabytes(20));
        }
    }

    @Test
    void everyKeyCanBeSet() throws Exception {
        try (var context = context(Map.of(
                "codemaster.git.allowed-hosts", "git.example.com, gitlab.com:8443",
                "codemaster.git.credential-users", "git.example.com=build-bot",
                "codemaster.git.clone-timeout", "90s",
                "codemaster.codegen.branch-pattern", "ai/{key}",
                "codemaster.codegen.max-disk", "1GB"))) {
            var git = context.getBean(GitProperties.class);
            assertThat(git.allowedHosts()).containsExactly("git.example.com", "gitlab.com:8443");
            assertThat(git.credentialUser(new GitUrl("https", "git.example.com", 443, "/x"), Platform.GIT))
                    .isEqualTo("build-bot");
            assertThat(git.cloneTimeout()).isEqualTo(Duration.ofSeconds(90));
            assertThat(context.getBean(WorkspaceProperties.class).branchPattern())
                    .isEqualTo("ai/{key}");
        }
    }

    @Test
    void aWrongValueIsNamedWithAnExample() {
        assertThatThrownBy(() -> context(Map.of("codemaster.codegen.branch-pattern", "always-the-same")))
                .hasRootCauseMessage("codemaster.codegen.branch-pattern must be a branch name that holds {key}, for"
                        + " example feature/req-{key}");
        assertThatThrownBy(() -> context(Map.of("codemaster.git.network-timeout", "0s")))
                .rootCause()
                .hasMessageContaining("codemaster.git.network-timeout");
        assertThatThrownBy(() -> context(Map.of("codemaster.git.insecure-hosts", "http://git.local")))
                .rootCause()
                .hasMessageContaining("host[:port]");
    }

    private AnnotationConfigApplicationContext context(Map<String, Object> properties) {
        var context = new AnnotationConfigApplicationContext();
        try {
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
            context.registerBean(WorkDirectory.class, () -> new WorkDirectory(directory));
            context.register(GitConfiguration.class, GitWorkspaces.class, RunDirectories.class, Neighbours.class);
            context.refresh();
            return context;
        } catch (RuntimeException failure) {
            context.close();
            throw failure;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Neighbours {

        @Bean
        SecretVault vault() {
            return new InMemorySecretVault();
        }

        @Bean
        ArtifactStore artifacts() {
            return new InMemoryArtifacts();
        }

        @Bean
        Predicate<AttemptKey> active() {
            return key -> true;
        }

        @Bean
        TrustedHosts trusted() {
            return () -> Set.of("127.0.0.1:1");
        }
    }
}
