package io.codemaster.query.codegen;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

import io.codemaster.query.shared.redis.RedisLink;

/** How news of the streams travels: in the process, by Redis where there is one, by looking into the read model. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FeedProperties.class)
class FeedConfiguration {

    @Bean
    @Primary
    FeedHub feedHub(InProcessFeedHub here, ObjectProvider<RedisLink> redis) {
        var link = redis.getIfAvailable();
        return link == null ? here : new RedisFeedHub(here, link);
    }

    /** Looks only where another process may store events: where there is a Redis, or where the settings say so. */
    @Bean
    FeedPoll feedPoll(
            FeedTable table, InProcessFeedHub here, FeedProperties properties, ObjectProvider<RedisLink> redis) {
        var link = redis.getIfAvailable();
        return new FeedPoll(
                table, here, properties.poll(), link != null || properties.shared(), () -> link != null && link.isUp());
    }
}
