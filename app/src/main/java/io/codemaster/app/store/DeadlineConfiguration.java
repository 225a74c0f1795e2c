package io.codemaster.app.store;

import java.time.Duration;
import javax.sql.DataSource;

import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurationScopeAwareProvider;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.DeadlineManagerSpanFactory;
import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineManager;
import org.axonframework.serialization.Serializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

import com.github.kagkarlsson.scheduler.Scheduler;

import io.codemaster.app.roles.OnSaga;

/** Deadlines in the product's own database (db-scheduler), so that they survive a restart; where the sagas are. */
@Configuration(proxyBeanMethods = false)
@Conditional(OnSaga.class)
class DeadlineConfiguration {

    private static final int THREADS = 2;

    @Bean
    Scheduler deadlineScheduler(
            DataSource dataSource, NodeId node, org.axonframework.config.Configuration configuration) {
        var task = DbSchedulerDeadlineManager.binaryTask(
                () -> (DbSchedulerDeadlineManager) configuration.deadlineManager());
        return Scheduler.create(new TransactionAwareDataSourceProxy(dataSource), task)
                .schedulerName(() ->
                        "codemaster-" + node.value().substring(node.value().length() - 12))
                .threads(THREADS)
                .alwaysPersistTimestampInUTC()
                .pollingInterval(Duration.ofSeconds(1))
                .heartbeatInterval(Duration.ofSeconds(30))
                .build();
    }

    @Bean
    DeadlineManager deadlineManager(
            Scheduler scheduler,
            org.axonframework.config.Configuration configuration,
            Serializer serializer,
            TransactionManager transactions) {
        return DbSchedulerDeadlineManager.builder()
                .scheduler(scheduler)
                .scopeAwareProvider(new ConfigurationScopeAwareProvider(configuration))
                .serializer(serializer)
                .transactionManager(transactions)
                .spanFactory(configuration.getComponent(DeadlineManagerSpanFactory.class))
                .startScheduler(true)
                .stopScheduler(true)
                .build();
    }
}
