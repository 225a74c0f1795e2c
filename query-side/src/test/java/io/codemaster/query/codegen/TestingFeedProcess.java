package io.codemaster.query.codegen;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.unit.DataSize;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.query.TestingQuerySide.InMemoryArtifactStore;
import io.codemaster.query.shared.redis.RedisLink;
import io.codemaster.query.shared.redis.RedisSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** What one process of several needs to serve streams: its hub, its threads, its web server; the database is shared. */
final class TestingFeedProcess implements AutoCloseable {

    static final Duration PAUSE = Duration.ofMillis(300);

    final FeedTable table;

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    final @Nullable RedisLink link;

    private final FeedHub hub;

    private final FeedStreams streams;

    private final FeedPoll poll;

    private final Tomcat tomcat = new Tomcat();

    TestingFeedProcess(JdbcTemplate jdbc, @Nullable String redis, Path directory) throws LifecycleException {
        var properties = new FeedProperties(
                DataSize.ofMegabytes(4),
                20_000,
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofHours(1),
                500,
                DataSize.ofMegabytes(1),
                true,
                Duration.ofMillis(50),
                3,
                2);
        table = new FeedTable(jdbc);
        var known = new StaticListableBeanFactory();
        known.addBean("meters", meters);
        if (redis == null) {
            link = null;
        } else {
            link = new RedisLink(
                    new RedisSettings(redis, "", Duration.ofMillis(250), PAUSE, Duration.ofHours(24)), meters);
            known.addBean("link", link);
        }
        var here = new InProcessFeedHub();
        var configuration = new FeedConfiguration();
        hub = configuration.feedHub(here, known.getBeanProvider(RedisLink.class));
        poll = configuration.feedPoll(table, here, properties, known.getBeanProvider(RedisLink.class));
        streams = new FeedStreams(
                table,
                hub,
                new FeedHistory(table, hub, properties),
                properties,
                known.getBeanProvider(StreamAccess.class),
                List.of(),
                known.getBeanProvider(io.micrometer.core.instrument.MeterRegistry.class));
        streams.start();
        poll.start();
        serve(properties, directory);
    }

    private void serve(FeedProperties properties, Path directory) throws LifecycleException {
        var controller =
                new FeedQueryController(table, streams, properties, new FeedExport(table, new InMemoryArtifactStore()));
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(0);
        tomcat.getConnector();
        var context = tomcat.addContext("", directory.toString());
        Tomcat.addServlet(context, "stream", new HttpServlet() {

                    private static final long serialVersionUID = 1L;

                    @Override
                    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
                        controller.followGeneration(
                                new CodegenTaskId(request.getPathInfo().substring(1)),
                                request.getHeader("Last-Event-ID"),
                                null,
                                null,
                                request,
                                response);
                    }
                })
                .setAsyncSupported(true);
        context.addServletMappingDecoded("/stream/*", "stream");
        tomcat.start();
    }

    FeedHub hub() {
        return hub;
    }

    RedisLink redis() {
        if (link == null) {
            throw new IllegalStateException("this process has no Redis");
        }
        return link;
    }

    SseReader follow(String task, long after) throws IOException {
        return new SseReader(
                tomcat.getConnector().getLocalPort(), "/stream/" + task, 0, "Last-Event-ID", String.valueOf(after));
    }

    @Override
    public void close() throws LifecycleException {
        poll.stop();
        streams.stop();
        tomcat.stop();
        tomcat.destroy();
        if (hub instanceof RedisFeedHub overRedis) {
            overRedis.close();
        }
        if (link != null) {
            link.close();
        }
    }
}
