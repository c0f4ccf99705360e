//! Somebody else's web site: one page over plain HTTP, under two origins. Belongs here: serving it. Does not: what stands
//! in it.

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// The site; it ends with its owner.
pub struct Site {
    port: u16,
    serving: JoinHandle<()>,
}

impl Site {
    /// Nothing but its port yet, so that its origin can be named before its page is known.
    ///
    /// # Panics
    /// Where there is no free port.
    pub async fn bind() -> TcpListener {
        TcpListener::bind("127.0.0.1:0").await.expect("a free port")
    }

    /// Answers every request with this page.
    ///
    /// # Panics
    /// Where the listener has no address.
    pub fn serve(listener: TcpListener, page: String) -> Self {
        let port = listener.local_addr().expect("it is bound").port();
        let serving = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream, page.clone()));
            }
        });
        Self { port, serving }
    }

    /// Its origin.
    pub fn origin(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// The same page under another origin.
    pub fn third_origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn answer(stream: TcpStream, page: String) {
    let mut stream = BufReader::new(stream);
    let mut line = String::new();
    while stream.read_line(&mut line).await.is_ok_and(|read| read > 2) {
        line.clear();
    }
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        page.len()
    );
    // A browser that has left wants no answer.
    let _ = stream.write_all(format!("{head}{page}").as_bytes()).await;
}
