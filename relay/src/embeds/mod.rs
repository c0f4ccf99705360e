//! Cameras on web sites: letting a site show one, changing that, taking it back. Belongs here: each change together
//! with its row in the audit, and what a form must say. Does not: HTTP, what visitors are shown, who may set this up.

mod wish;

pub(crate) use wish::{Faults, Wish};

use crate::people::By;
use access::Token;
use shared::{
    CameraId, EmbedId, UnixMicros, UserId,
    audit::{Action, Entry},
};
use store::{Batch, Store, StoreError, embeds::Embed};

/// Lets web sites show a camera; answers the secret for its address, which is had only now.
pub(crate) async fn add(
    store: &Store,
    camera: &CameraId,
    embed: &Embed,
    (by, user): (&By, &UserId),
    now: UnixMicros,
) -> Result<Token, StoreError> {
    let token = Token::random();
    let mut batch = store.batch().await?;
    let id = batch.add_embed(camera, &token.hash().0, embed, Some(user), now).await?;
    finish(batch, told(by, Action::EmbedMade, now, &id, camera, embed)).await?;
    Ok(token)
}

/// Changes an embed; its secret stays.
pub(crate) async fn change(
    store: &Store,
    id: &EmbedId,
    embed: &Embed,
    by: &By,
    now: UnixMicros,
) -> Result<(), StoreError> {
    let mut batch = store.batch().await?;
    let (camera, _) = one(&mut batch, id).await?;
    batch.save_embed(id, embed).await?;
    finish(batch, told(by, Action::EmbedChanged, now, id, &camera, embed)).await
}

/// Takes an embed back.
pub(crate) async fn revoke(store: &Store, id: &EmbedId, by: &By, now: UnixMicros) -> Result<(), StoreError> {
    let mut batch = store.batch().await?;
    let (camera, embed) = one(&mut batch, id).await?;
    batch.remove_embed(id).await?;
    finish(batch, told(by, Action::EmbedRevoked, now, id, &camera, &embed)).await
}

async fn one(batch: &mut Batch, id: &EmbedId) -> Result<(CameraId, Embed), StoreError> {
    let embeds = batch.people().await?.embeds;
    embeds.into_iter().find(|e| e.id == *id).map(|e| (e.camera, e.embed)).ok_or(StoreError::NoEmbed)
}

async fn finish(mut batch: Batch, entry: Entry) -> Result<(), StoreError> {
    batch.append_audit(&[entry]).await?;
    batch.commit().await
}

fn told(by: &By, action: Action, now: UnixMicros, id: &EmbedId, camera: &CameraId, embed: &Embed) -> Entry {
    let entry = Entry::new(now, by.actor.clone(), action).address(by.address).camera(camera.clone());
    let entry = entry.target(id.as_str()).with("name", &embed.name).with("origins", &embed.origins.join(" "));
    let entry = entry.with("profile", embed.best.as_str()).with("moving", &embed.moving);
    let entry = entry.with("viewers_max", &embed.viewers_max);
    match embed.expires {
        Some(expires) => entry.with("until", &expires.0),
        None => entry,
    }
}
