package io.codemaster.app.cluster;

import org.axonframework.commandhandling.distributed.AnnotationRoutingStrategy;
import org.axonframework.commandhandling.distributed.RoutingStrategy;
import org.axonframework.commandhandling.distributed.UnresolvedRoutingKeyPolicy;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

import io.codemaster.app.roles.Roles;
import io.codemaster.app.store.InstallationName;
import io.codemaster.app.store.NodeId;
import io.codemaster.app.web.ProblemWriter;
import io.codemaster.executor.shared.RunBoard;

/** What is different where a process is one of several. */
@Configuration(proxyBeanMethods = false)
class ClusterConfiguration {

    /** After the filter that gives a request its trace, before everything that decides. */
    private static final int EARLY = Ordered.HIGHEST_PRECEDENCE + 100;

    private static final String AXON_SERVER = "axon.axonserver.enabled";

    /** One worker keeps its queue in memory; several share one. */
    @Bean
    RunBoard runBoard(
            Roles roles,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            @Qualifier("messageSerializer") Serializer serializer) {
        return roles.joined() ? new JdbcRunBoard(jdbc, transactions, serializer) : RunBoard.ofOneProcess();
    }

    /** A product of one process goes by the name of its data directory, as it always has. */
    @Bean
    InstallationName installationName(Roles roles, NodeId node, JdbcTemplate jdbc) {
        return roles.joined() ? SharedName.of(jdbc, node.value()) : new InstallationName(node.value());
    }

    /** What names no aggregate may go to any process that knows it. */
    @Bean
    @ConditionalOnProperty(name = AXON_SERVER, havingValue = "true")
    RoutingStrategy routingStrategy() {
        return AnnotationRoutingStrategy.builder()
                .fallbackRoutingStrategy(UnresolvedRoutingKeyPolicy.RANDOM_KEY)
                .build();
    }

    @Bean
    @Conditional(OnNoHttp.class)
    FilterRegistrationBean<ElsewhereFilter> elsewhereFilter(Roles roles, ProblemWriter problems) {
        var registration = new FilterRegistrationBean<>(new ElsewhereFilter(roles, problems));
        registration.setOrder(EARLY);
        return registration;
    }
}
