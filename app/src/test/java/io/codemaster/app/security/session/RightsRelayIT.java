package io.codemaster.app.security.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

import io.codemaster.api.identity.UserId;
import io.codemaster.query.shared.RightsChanged;
import io.codemaster.query.shared.redis.RedisLink;
import io.codemaster.query.shared.redis.RedisSettings;
import io.codemaster.testing.redis.TestingRedis;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

class RightsRelayIT {

    private static final RightsChanged ANNA = new RightsChanged(new UserId("anna"));

    private static final RightsChanged BERT = new RightsChanged(new UserId("bert"));

    @TempDir
    private Path directory;

    /** A process: what it hears of others. */
    private static final class TestingProcess implements AutoCloseable {

        private final List<Object> heard = new CopyOnWriteArrayList<>();

        private final RedisLink link;

        private final RightsRelay relay;

        TestingProcess(TestingRedis redis) {
            link = new RedisLink(
                    new RedisSettings(
                            redis.url(), "", Duration.ofMillis(500), Duration.ofMillis(200), Duration.ofHours(1)),
                    new SimpleMeterRegistry());
            var beans = new StaticListableBeanFactory();
            beans.addBean("link", link);
            relay = new RightsRelay(beans.getBeanProvider(RedisLink.class), new RightsFromElsewhere(this::hear));
            relay.start();
        }

        /** As Spring does: everybody in the process hears of it, the relay too. */
        private void hear(Object event) {
            heard.add(event);
            relay.on((RightsChanged) event);
        }

        @Override
        public void close() {
            relay.stop();
            link.close();
        }
    }

    @Test
    void whatHappensInOneProcessIsHeardOnceInTheOthersAlsoAfterRedisWasSilent() {
        try (var redis = new TestingRedis(directory);
                var one = new TestingProcess(redis);
                var two = new TestingProcess(redis)) {
            await().until(() -> {
                one.relay.on(ANNA);
                return two.heard.contains(ANNA);
            });
            two.heard.clear();
            one.heard.clear();

            redis.freeze();
            await().until(() -> !two.link.isUp());
            redis.thaw();
            await().until(() -> one.link.isUp() && two.link.isUp());
            one.relay.on(BERT);
            await().until(() -> two.heard.contains(BERT));
            two.relay.on(ANNA);
            await().until(() -> one.heard.contains(ANNA));
            assertThat(one.heard).as("nothing comes back").containsOnly(ANNA);
            assertThat(two.heard.stream().filter(BERT::equals)).hasSize(1);
        }
    }
}
