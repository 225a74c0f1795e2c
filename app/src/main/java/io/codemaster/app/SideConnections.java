package io.codemaster.app;

import java.security.Principal;
import java.util.Optional;

import org.axonframework.queryhandling.QueryGateway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.CountActiveGenerations;
import io.codemaster.api.inspection.CountActiveInspections;
import io.codemaster.app.security.AccessPolicy;
import io.codemaster.app.security.SystemFacts;
import io.codemaster.app.security.session.Caller;
import io.codemaster.app.security.session.Sessions;
import io.codemaster.command.repository.RepositoryUse;
import io.codemaster.command.review.PolicyProperties;
import io.codemaster.executor.shared.CodeAgent;
import io.codemaster.query.codegen.StreamAccess;
import io.codemaster.query.shared.ReviewRights;

/** Answers what one side asks of another, where no message is meant for it. */
@Configuration(proxyBeanMethods = false)
class SideConnections {

    /** Whoever follows a stream is asked again and again for their rights, and whether they are still signed in. */
    @Bean
    StreamAccess streamAccess(AccessPolicy policy, Sessions sessions) {
        return (reader, taskId) -> policy.mayRead(reader.getName(), taskId)
                && (!(reader instanceof Caller caller) || sessions.isGood(caller));
    }

    /** Who decides of a change is up to the roles, and whether they may approve it to the house. */
    @Bean
    ReviewRights reviewRights(AccessPolicy access, PolicyProperties policy) {
        return new ReviewRights() {

            @Override
            public boolean mayDecide(Principal reader, CodegenTaskId taskId) {
                return access.mayDecide(reader.getName(), taskId);
            }

            @Override
            public boolean fourEyes() {
                return policy.fourEyes();
            }
        };
    }

    /** A repository is not taken away from under a generation or an inspection. */
    @Bean
    RepositoryUse repositoryUse(QueryGateway queries) {
        return repository -> queries.query(new CountActiveGenerations(repository), Long.class)
                .thenCombine(
                        queries.query(new CountActiveInspections(repository), Long.class),
                        (generations, inspections) -> generations + inspections > 0);
    }

    /** The agent is known where it runs. */
    @Bean
    SystemFacts systemFacts(ObjectProvider<CodeAgent> agent) {
        var here = agent.getIfAvailable();
        return here == null ? Optional::empty : here::version;
    }
}
