package io.codemaster.app.demo;

import jakarta.servlet.http.HttpServlet;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

import io.codemaster.app.store.DataDirectoryProperties;
import io.codemaster.executor.demo.DemoGitServer;

/** What exists only in the demonstration: a repository and the server for it. */
@Configuration(proxyBeanMethods = false)
@Conditional(OnDemo.class)
class DemoGitConfiguration {

    @Bean
    DemoAddress demoAddress() {
        return new DemoAddress();
    }

    @Bean
    DemoGitServer demoGitServer(DataDirectoryProperties data) {
        return DemoGitServer.in(data.dataDir().resolve("demo").resolve("git"));
    }

    @Bean
    ServletRegistrationBean<HttpServlet> demoGitServlet(DemoGitServer server) {
        var registration = new ServletRegistrationBean<>(server.servlet(), DemoAddress.PATH + "*");
        registration.setName("demo-git");
        return registration;
    }

    @Bean
    FilterRegistrationBean<LoopbackOnly> demoGitLoopbackOnly() {
        var registration = new FilterRegistrationBean<>(new LoopbackOnly());
        registration.addUrlPatterns(DemoAddress.PATH + "*");
        return registration;
    }
}
