package io.codemaster.query.codegen;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the stream is served.
 *
 * @param bufferBytes how much waits for one slow reader before its connection is closed
 * @param bufferEntries how many events do
 * @param heartbeat how often something is sent to an idle reader; also how often its rights are checked again
 * @param stallTimeout how long a reader may take nothing while something waits for it
 * @param progress how often progress is sent at most
 * @param pageRows how many events of the history are read at once
 * @param pageBytes how much of the history is read at once
 * @param shared whether another process may write the read model that this one serves; with a Redis it is looked into anyway
 * @param poll how often the read model is then looked into for events that nobody tells of
 * @param readers how many threads read history
 * @param writers how many threads write to readers
 */
@ConfigurationProperties("codemaster.feed")
record FeedProperties(
        @DefaultValue("4MB") DataSize bufferBytes,
        @DefaultValue("20000") int bufferEntries,
        @DefaultValue("10s") Duration heartbeat,
        @DefaultValue("30s") Duration stallTimeout,
        @DefaultValue("1s") Duration progress,
        @DefaultValue("500") int pageRows,
        @DefaultValue("1MB") DataSize pageBytes,
        @DefaultValue("false") boolean shared,
        @DefaultValue("200ms") Duration poll,
        @DefaultValue("3") int readers,
        @DefaultValue("2") int writers) {}
